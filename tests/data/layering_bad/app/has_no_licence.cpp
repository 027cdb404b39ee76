#include <string>

int answer();
