package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.SQLException;
import java.sql.Wrapper;

/** {@link Wrapper} for objects that wrap nothing: they are what they implement. */
interface Unwrapping extends Wrapper {

  @Override
  default <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.error(
        ErrorCode.INVALID_PARAMETER, getClass().getName() + " is no " + type.getName());
  }

  @Override
  default boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
