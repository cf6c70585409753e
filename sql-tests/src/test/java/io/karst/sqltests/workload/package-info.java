/** Known workloads: TPC-DS, TPC-H and sample databases, answered as DuckDB answers them. */
@NullMarked
package io.karst.sqltests.workload;

import org.jspecify.annotations.NullMarked;
