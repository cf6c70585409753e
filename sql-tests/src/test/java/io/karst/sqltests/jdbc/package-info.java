/** The JDBC interface itself: statements, types, errors, metadata. */
@NullMarked
package io.karst.sqltests.jdbc;

import org.jspecify.annotations.NullMarked;
