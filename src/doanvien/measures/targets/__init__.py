"""Targets against results: attainment, verdict, forecast.

forecast   a year's result foretold: central value and 80 % interval, or why there is none
level      the value of a forecast: what is counted, what was usual, what other places have
league     units against their own targets: attainment, share of the total, trend
scenarios  what a year would end at if something known went on: arithmetic on stated supposition
together   what the provinces of a data set have in common, worked out once: national year, errors
targets    target attainment: every target of every assigner against the result that answers it
verdicts   the one rule behind every verdict on a target that is counted over a period
"""
