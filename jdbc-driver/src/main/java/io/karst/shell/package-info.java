/**
 * The SQL shell: a JDBC program like any other, and the main class of {@code karst.jar}. {@link
 * io.karst.shell.Shell} reads the command line, {@link io.karst.shell.StatementRunner} runs
 * statements, the {@code *Writer} classes print rows, {@link io.karst.shell.InteractiveShell} is
 * the prompt.
 */
@NullMarked
package io.karst.shell;

import org.jspecify.annotations.NullMarked;
