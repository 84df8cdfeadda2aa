"""What every court paper refers to: courts, case numbers, causes of action, read from tables."""
