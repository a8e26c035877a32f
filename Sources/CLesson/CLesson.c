#include "CLesson.h"
