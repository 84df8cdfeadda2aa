"""What every room stands on; knows no law and no model."""
