/**
 * The Calcite side of Karst: parser, schema, planner, pushdown and operators. Storage knows nothing
 * of it. The generated parser is in {@code io.karst.calcite.parser.generated}.
 */
@NullMarked
package io.karst.calcite;

import org.jspecify.annotations.NullMarked;
