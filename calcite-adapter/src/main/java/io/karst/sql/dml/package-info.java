/**
 * INSERT, UPDATE, DELETE, ON CONFLICT, RETURNING, TRUNCATE: rows from queries and values into
 * tables of the store. Expressions are planned like queries over rows in memory, so that each means
 * the same everywhere; constants and parameters take no detour through the planner.
 */
@NullMarked
package io.karst.sql.dml;

import org.jspecify.annotations.NullMarked;
