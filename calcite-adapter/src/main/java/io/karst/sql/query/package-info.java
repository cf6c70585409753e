/**
 * Between the statements of this layer and the planner: names to tables, the services functions ask
 * for, queries and expressions compiled and run for a session.
 */
@NullMarked
package io.karst.sql.query;

import org.jspecify.annotations.NullMarked;
