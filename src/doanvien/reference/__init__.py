"""Provinces at a date, periods, indicators and languages: what every other room refers to.

Tables
  files       where the reference tables are, and how one of them is read
  indicators  what is counted: every indicator, with its label, basis, unit and definition
  languages   the languages of reports and their catalogues
  columns     what the columns of a report's frames are
  sheets      what a chapter or a table is called on a sheet's tab

Places
  maps        the 63 provinces until 30 June 2025, the 34 since
  places      every place that can have figures
  provinces   finds a province by what people call it, at a date
  tile_grid   where each province stands on a map of equal squares

Time, text and a report's scope
  calendar/   periods, days, Tết, cut-off dates
  text/       names, words and numbers as people write them
  sentences   sentences for whoever typed something wrong
  scope       place, period, cut-off date and language of one report, checked together

The system
  this_process  how many threads this process runs, and that it ends with the one that started it
"""
