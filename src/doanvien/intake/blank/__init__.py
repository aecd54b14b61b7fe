"""The form that is sent out, and its way back.

columns  what a form asks for, from ``data/reference/form_columns.csv``
fill     what is known before anybody types: units and opening levels of a data set
key      the hidden sheet that names what is where
layout   where the parts of a form stand
read     a form that came back, by its hidden sheet
write    the workbook
"""
