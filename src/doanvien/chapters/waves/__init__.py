"""Chapter campaign_waves: what the waves were and what can be concluded.

charts         the pace of new members in and outside the announced windows
effect_charts  wave effects as charts: counted against expected over time, and the waves side by
effect_tables  wave effects as tables: net effect with its ground, gross ratio, and how firm bot
effect_text    wave effects in words: what would have been without the wave, on what ground, or
effect_words   how ratios and intervals of wave effects are written, alike in every chapter
ratio_axis     ratios with their intervals on a logarithmic axis: twice and half are equally far
tables         campaign waves as tables: windows, results, daily rates, parts of single units
text           campaign waves in words: what each brought, and what cannot be concluded from it
"""
