/** The built-in kinds, each with what is particular to it, and the controllers that keep promises made by them. */
package io.warpctl.apiserver.builtin;
