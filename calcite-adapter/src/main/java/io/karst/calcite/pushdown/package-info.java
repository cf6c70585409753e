/**
 * The translation of predicates into access paths and key bounds. Works on expressions and table
 * shapes only, so it is tested without a planner.
 */
@NullMarked
package io.karst.calcite.pushdown;

import org.jspecify.annotations.NullMarked;
