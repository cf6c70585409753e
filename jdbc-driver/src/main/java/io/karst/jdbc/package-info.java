/**
 * The JDBC driver. The only place where a {@link io.karst.storage.base.KarstException} becomes an
 * {@link java.sql.SQLException}.
 */
@NullMarked
package io.karst.jdbc;

import org.jspecify.annotations.NullMarked;
