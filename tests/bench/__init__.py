"""Measurements on the development data; none of them runs with the tests."""
