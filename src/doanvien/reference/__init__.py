"""Provinces at a date, periods, indicators and languages: what every other room refers to."""
