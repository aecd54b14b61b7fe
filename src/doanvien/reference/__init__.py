"""Provinces at a date, periods, indicators and languages: what every other room refers to.

Tables
  files           where the reference tables are, and how one of them is read
  indicators      what is counted: every indicator, with its label, basis, unit and definition
  languages       the languages of reports and their catalogues
  columns         what the columns of a report's frames are
  sheets          what a chapter or a table is called on a sheet's tab

Places
  maps            the 63 provinces until 30 June 2025, the 34 since
  places          every place that can have figures
  provinces       finds a province by what people call it, at a date
  tile_grid       where each province stands on a map of equal squares

Time and scope
  periods         a year, a half-year, a quarter, a month, or the first months of a year
  period_hints    what period a person may have meant
  days            a calendar day as people write it
  tet             the days of Tết
  cutoffs         several provinces with their cut-off dates in one line of text
  scope           place, period, cut-off date and language of one report, checked together

Text and values
  names           names as people write them, as a key that can be compared
  words           the words of a heading or a name, comparable however they were typed
  sentences       sentences for whoever typed something wrong
  numbers         the number that a reader sees in a value
  raw             values that are not ready for a reader
"""
