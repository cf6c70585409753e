/** The SQL shell: a JDBC program like any other, and the main class of {@code karst.jar}. */
@NullMarked
package io.karst.shell;

import org.jspecify.annotations.NullMarked;
