/** The story, step by step: each does one thing, waits until it is seen to have happened, and says what was not. */
package io.warpctl.cli.demo.step;
