"""Targets against results: attainment, verdict, forecast.

forecast   a year's result foretold from what is counted so far, the season and last year's leve
league     units against their own targets: attainment, share of the total, trend
scenarios  what a year would end at if something known went on: arithmetic on stated supposition
targets    target attainment: every target of every assigner against the result that answers it
verdicts   the one rule behind every verdict on a target that is counted over a period
"""
