/** The documentation is executed: every SQL block in it must do what it says. */
@NullMarked
package io.karst.sqltests.docs;

import org.jspecify.annotations.NullMarked;
