"""The case register (依申请公开台账): one row an application, from which tables three and four are counted."""
