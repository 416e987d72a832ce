throw new Error('Images are served as they are: sharp is not installed.')
