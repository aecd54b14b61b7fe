"""What the cells of one row owe each other.

rule     a rule about the cells of one row
amounts  numbers in the form of their indicator, and how large they can be
days     the days of a row: in order, and as its indicator, its wave or its report asks for them
maps     on which map a row lies, and whether its province is on it
"""
