/**
 * The settings of a session: what SET, SHOW and RESET know, with defaults, checks and a sentence
 * for each. Imports nothing of the SQL layer.
 */
@NullMarked
package io.karst.sql.settings;

import org.jspecify.annotations.NullMarked;
