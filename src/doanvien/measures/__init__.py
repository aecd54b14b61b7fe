"""Pure functions from figures to results: no display, no files, no clock.

checks/   rules that figures are held against
country/  several provinces together
days      days that can be compared with each other, and the break of 2025 that nothing crosses
disclosure/ what may circulate widely: no count of 1 to 4 persons of a unit can be told from it
growth/   growth of a place: flows, levels, account, parts, units
series/   figures of one place as series: flows between days, levels on days, past years
targets/  targets against results: attainment, verdict, forecast
waves/    campaign waves: their description, and their effect
"""
