# SPDX-License-Identifier: Apache-2.0
"""What the screens read: tables computed from the log, one module per subject.

A projection owns its tables and changes them only in `apply`. Applying the same operations in any
order, or some of them twice, gives the same tables: values that can change are won by the highest
`rank` (time, replica, lane, number), and what speaks of something that is not here yet waits in its
table until that arrives. So the tables may be dropped at any time and made anew from the log.
"""
