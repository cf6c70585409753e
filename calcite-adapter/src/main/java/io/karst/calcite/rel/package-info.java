/** Our relational operators: the scan with everything pushed into it, lookup join, vector top-k. */
@NullMarked
package io.karst.calcite.rel;

import org.jspecify.annotations.NullMarked;
