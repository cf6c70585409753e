/**
 * From a syntax tree to a validated one: PostgreSQL's rules where Calcite's differ, hidden columns,
 * and errors with PostgreSQL's codes and words.
 */
@NullMarked
package io.karst.calcite.validate;

import org.jspecify.annotations.NullMarked;
