"""A study in one workbook, for people who code in a spreadsheet: a sheet for each table."""
