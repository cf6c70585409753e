/** Engines that make tests stricter: one finds leaks, one fails at random. */
@NullMarked
package io.karst.storage.testkit;

import org.jspecify.annotations.NullMarked;
