/** Databases under test and the databases whose answers are trusted, behind one interface. */
@NullMarked
package io.karst.sqltests.oracle;

import org.jspecify.annotations.NullMarked;
