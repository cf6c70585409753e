/**
 * The SQL session: what the JDBC driver and the shell talk to. No Calcite type appears here, and
 * none is loaded by a statement that the plan cache or the key plans answer.
 */
@NullMarked
package io.karst.sql;

import org.jspecify.annotations.NullMarked;
