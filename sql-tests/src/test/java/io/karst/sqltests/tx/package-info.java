/** Transactions: anomalies, locks, deadlocks, savepoints. */
@NullMarked
package io.karst.sqltests.tx;

import org.jspecify.annotations.NullMarked;
