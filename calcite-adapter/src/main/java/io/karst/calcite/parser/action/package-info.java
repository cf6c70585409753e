/**
 * What the actions in the grammar call: they turn what PostgreSQL writes differently (types,
 * intervals, casts, DISTINCT ON) into nodes that Calcite knows, and check what a grammar cannot. A
 * package of its own because the generated parser depends on it and the parser's entrance depends
 * on the generated parser.
 */
@NullMarked
package io.karst.calcite.parser.action;

import org.jspecify.annotations.NullMarked;
