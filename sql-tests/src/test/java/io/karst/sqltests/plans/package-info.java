/** The ways a statement can be planned, compared with each other. */
@NullMarked
package io.karst.sqltests.plans;

import org.jspecify.annotations.NullMarked;
