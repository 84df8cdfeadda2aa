"""What a transcript shows of the conduct of a hearing (庭审规范). It concludes nothing."""
