"""Many reports: what is asked for, how it is made, what is kept of it.

build     build the reports of a batch that are not fresh, and keep the record and the index pag
cluster/  reports made by the workers of a Dask cluster, on other machines or on this one
making/   running the chapters of a report and exporting them
plan      which reports a batch consists of, what each is made from, and where its files go
project   where the project's folders are, and which file a batch's name means
record/   what is kept of a build: states, manifest, index, publishing
request/  what is asked for: a batch file, read and checked
"""
