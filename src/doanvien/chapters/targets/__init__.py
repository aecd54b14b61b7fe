"""Chapter target_attainment: targets, pace, forecast, units.

charts        charts of targets: bullet bars, and the way to the end of the year
outlook       targets ahead: the forecast of the year, how it did in earlier years, scenarios, t
outlook_text  targets ahead in words: how the year stands against its season, how sure the forec
tables        targets as tables: attainment, pace, rates, what is still open, and plans
text          targets in words: the rule, a verdict for each, and what each needs explained
"""
