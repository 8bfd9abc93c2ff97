"""Warm kernels: processes forked from one that has already imported everything."""
