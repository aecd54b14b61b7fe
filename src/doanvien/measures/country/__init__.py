"""Several provinces together.

overview  the provinces side by side: ranking, sums, distribution, movers, and who is missing
"""
