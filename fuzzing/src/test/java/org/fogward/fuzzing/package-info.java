/** Fuzzing: what every target shares, how Jazzer and the build run them. The targets lie in their parsers' packages. */
@NullMarked
package org.fogward.fuzzing;

import org.jspecify.annotations.NullMarked;
