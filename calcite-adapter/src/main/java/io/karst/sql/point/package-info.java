/**
 * Key plans: statements that are one walk along an access path of one table. They hold table
 * objects and values, run without generated code and touch no class of the planner. Rows go from
 * the store's cursor to the client as they are.
 */
@NullMarked
package io.karst.sql.point;

import org.jspecify.annotations.NullMarked;
