"""Targets against results: attainment, verdict, forecast.

assess        one target against the figures: which outcome it has
assigned      targets as assigned: read from a view, told once however many sources print them
cascade       what TLĐ assigned, what was passed on, what the units together have to bring
codes         the codes of targets and of what became of them
flow_answers  what answers a target that is counted over a span: which figures, over which days
forecast      a year's result foretold: central value and 80 % interval, or why there is none
league        units against their own targets: attainment, share of the total, trend
level         the value of a forecast: what is counted, what was usual, what other places have
months        calendar months left, and what is needed in each
outcome       what became of a target: an answer, a level, or the reason for none
scenarios     what a year would end at if something known went on: arithmetic on suppositions
targets       every target of every assigner against the result that answers it
terms         targets of a term: the amount of each year with that of all its years
together      what the provinces of a data set have in common: national year, errors
verdicts      the one rule behind every verdict on a target that is counted over a period
"""
