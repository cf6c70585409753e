/**
 * Functions and operators of Karst's SQL: PostgreSQL's where Calcite lacks them or differs, and our
 * own for vectors, graphs and entities. A function is a static Java method and one line of
 * signature; generated code calls the method directly.
 */
@NullMarked
package io.karst.calcite.function;

import org.jspecify.annotations.NullMarked;
