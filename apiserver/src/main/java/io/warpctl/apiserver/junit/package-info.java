/** An API server for JUnit tests. JUnit itself is an optional dependency: whoever uses this package brings it. */
package io.warpctl.apiserver.junit;
