"""The library of statutes: import, versions, citations, search, suggestion."""
