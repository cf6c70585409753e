/** The SQL logic tests: file format, runner, and the JUnit lanes that run each file. */
@NullMarked
package io.karst.sqltests.slt;

import org.jspecify.annotations.NullMarked;
