/**
 * Random statements on small random tables: the same rows must come back whichever index answers,
 * and PostgreSQL, when it is installed, must agree.
 */
@NullMarked
package io.karst.sqltests.differential;

import org.jspecify.annotations.NullMarked;
