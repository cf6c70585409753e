package io.karst.storage.value;

/** The proleptic Gregorian calendar between day numbers and year, month, day; no objects. */
final class CivilDate {
  static final int YEAR_MIN = 1;
  static final int YEAR_MAX = 9999;
  static final int DAY_MIN = (int) epochDay(YEAR_MIN, 1, 1);
  static final int DAY_MAX = (int) epochDay(YEAR_MAX, 12, 31);
  static final long MICROS_PER_SECOND = 1_000_000L;
  static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private static final long START_OF_2000 = 10_957 * MICROS_PER_DAY;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int DAYS_TO_1970_FROM_MARCH_0 = 719_468;

  private CivilDate() {}

  /** Days since 1970-01-01. Years begin in March here, so that the leap day is the last one. */
  static long epochDay(int year, int month, int day) {
    int shiftedYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shiftedYear, 400);
    int yearOfEra = shiftedYear - era * 400;
    int shiftedMonth = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970_FROM_MARCH_0;
  }

  /** {@code year << 16 | month << 8 | day} of a day number. */
  static int fields(long epochDay) {
    long shifted = epochDay + DAYS_TO_1970_FROM_MARCH_0;
    int era = (int) Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (shifted - (long) era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  static int daysInMonth(int year, int month) {
    if (month == 2) {
      boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Rounds microseconds to fractional digits of a second, half away from zero. */
  static long round(long micros, int digits) {
    long unit = unit(digits);
    long half = unit / 2;
    return (micros >= 0 ? micros + half : micros - half) / unit * unit;
  }

  /** A timestamp rounded like that, a half away from the start of 2000: PostgreSQL's zero. */
  static long roundTimestamp(long micros, int digits) {
    return round(micros - START_OF_2000, digits) + START_OF_2000;
  }

  /** Microseconds of the last of so many fractional digits of a second. */
  private static long unit(int digits) {
    long unit = 1;
    for (int i = digits; i < 6; i++) {
      unit *= 10;
    }
    return unit;
  }

  /** As {@link #round}: the last moments of the day become 24:00, its end. */
  static long roundTimeOfDay(long micros, int digits) {
    return Math.min(MICROS_PER_DAY, round(micros, digits));
  }

  static boolean isTimestampInRange(long micros) {
    return micros >= DAY_MIN * MICROS_PER_DAY && micros < (DAY_MAX + 1) * MICROS_PER_DAY;
  }
}
