"""Data that ships with the product: features, rules with "as of" dates, demonstration, help."""
